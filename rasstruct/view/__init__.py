"""Pictures: scenes, plots, maps and reports; the only place for colours, widgets and HTML."""
