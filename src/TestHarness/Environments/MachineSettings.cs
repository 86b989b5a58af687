namespace TestHarness.Environments;

/// <summary>The size of the machines that are brought up before a run, where an environment asks for that.</summary>
public sealed record MachineSettings(ByteSize Memory, int Vcpus);
