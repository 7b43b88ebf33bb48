"""SessionDesk: a private journal for people in psychotherapy.

The map, from the top down; each package may import what stands below it, never above::

    __main__      guard first, then the window or the command line
    app, cli      the two composition roots: the only modules that know all the others
    ui            widgets, pages, and the one drawing for paper
    demo          the made-up journal, through the journal's own actions
    journal       the open journal: what pages ask and tell
    vault         the folder: keys, opening, durability
    prepsheet     what goes on the sheet, and whether it fits
    exchange      files coming in and going out
    preferences   what is not secret and needed before unlocking
    store         the tables
    insights      values to claims, never to English
    domain        values that cannot be invalid
    paths, guard  where things are; what this process may do

Writing: a widget says what happened, a page makes a value, the journal keeps it in one
transaction and says which topic changed, each page showing that topic reads again.
Reading: a page asks the journal about a period, gets values, hands them to an insight, and
turns the claim into a sentence, a chart or a line on the sheet.
"""

__version__ = "0.1.0"
