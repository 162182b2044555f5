"""What the user set: the configuration file, its settings, where files live, what is remembered."""
