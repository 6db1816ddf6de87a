"""boilerkit in the place where other tools expect a step of their own; each module needs the tool it is named after."""
