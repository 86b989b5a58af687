namespace TestHarness.Devices.Trees;

/// <summary>A line of a listing: a file with its content, or a symbolic link with its target.</summary>
/// <param name="Text">The line as it was written, for messages.</param>
/// <param name="Path">The absolute path.</param>
/// <param name="Value">The content with its line ends, or the link's target.</param>
public sealed record TreeLine(string Text, string Path, bool IsLink, string Value);
