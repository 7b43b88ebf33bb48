"""Controls that know no journal and no page: plain values in, signals out."""
