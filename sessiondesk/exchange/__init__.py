"""Files coming in and going out, one module per format: values to text and back."""
