namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>The line of libvirt's log with which a QEMU starts. A value that the line does not have is null.</summary>
/// <param name="Line">The number of the line in the paste, from 1.</param>
public sealed record LibvirtStart(int Line, string? Host, string? QemuVersion, string? LibvirtVersion, string? KernelVersion);
