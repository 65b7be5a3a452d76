/// Workspace
