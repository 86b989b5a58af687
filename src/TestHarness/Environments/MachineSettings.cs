namespace TestHarness.Environments;

/// <summary>The size of the virtual lab's machines, which are started before a run.</summary>
public sealed record MachineSettings(ByteSize Memory, int Vcpus);
