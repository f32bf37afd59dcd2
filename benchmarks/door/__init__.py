"""`./peckham bench door`: the front door at 2.5 million residents and 10 million requests."""
