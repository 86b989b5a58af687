namespace TestHarness.Qmp.Transcripts;

/// <summary>A message that is kept back.</summary>
internal sealed record TranscriptLine(DateTimeOffset Time, QmpDirection Direction, byte[] Message);
