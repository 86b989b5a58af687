namespace TestHarness.Evidence;

/// <summary>A file that belongs to a scenario's report.</summary>
/// <param name="Path">The file's full path; the file may still grow until the scenario ends.</param>
/// <param name="MediaType">The media type, for example <c>text/plain</c>.</param>
public sealed record Attachment(string Name, string Path, string MediaType);
