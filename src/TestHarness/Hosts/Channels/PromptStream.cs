using TestHarness.Texts;

namespace TestHarness.Hosts.Channels;

/// <summary>A stream whose writes never wait. A command that writes to it does not keep a standing shell busy.</summary>
internal abstract class PromptStream : WriteOnlyStream;
