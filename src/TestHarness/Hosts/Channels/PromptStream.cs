using TestHarness.Texts;

namespace TestHarness.Hosts.Channels;

/// <summary>
/// A stream that takes what it is given without waiting for anything. A command that writes to one does not keep a standing
/// shell busy.
/// </summary>
internal abstract class PromptStream : WriteOnlyStream;
