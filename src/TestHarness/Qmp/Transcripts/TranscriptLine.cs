namespace TestHarness.Qmp.Transcripts;

/// <summary>A message that may be held back.</summary>
internal sealed record TranscriptLine(DateTimeOffset Time, QmpDirection Direction, byte[] Message);
