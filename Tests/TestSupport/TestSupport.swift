/// Marks the module.
