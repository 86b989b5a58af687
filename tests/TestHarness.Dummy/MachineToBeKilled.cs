using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp;

namespace TestHarness.Dummy;

/// <summary>A harness with a QEMU, to be killed.</summary>
internal static class MachineToBeKilled
{
    public static async Task RunAsync(string ledgerDirectory, string directory)
    {
        await using var ledger = UndoLedger.Open(ledgerDirectory);
        await using var host = new LocalHost("lab1");
        var commandLine = QemuCommandLine.Parse("qemu-system-x86_64 -nodefaults -display none -machine none -accel tcg");
        var start = new MachineStart(new MachineSite(host, ledger, "source", directory, QmpOptions.Default), commandLine);
        await using var machine = await QemuMachine.StartAsync(start);

        Console.WriteLine(machine.ProcessId);
        await machine.Qmp.Closed;
    }
}
