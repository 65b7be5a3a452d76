/// Walkthrough
