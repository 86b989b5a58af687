namespace TestHarness.Environments;

/// <summary>The machine whose kernel log is meant: a guest or a host.</summary>
public enum KernelLogOwner
{
    Guest,
    Host,
}
