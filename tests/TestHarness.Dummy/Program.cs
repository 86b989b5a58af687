using System.Globalization;
using System.Text.Json;
using TestHarness.Dummy;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

// A harness to be killed: dummy LEDGER-DIRECTORY CONNECTION-JSON PROCESS-ID SCRATCH-DIRECTORY.
// It makes a directory, a daemon (tagged PROCESS-ID) and a process on a leash (PROCESS-ID.leashed), says "ready" and waits.
// Or: dummy machine LEDGER-DIRECTORY SCRATCH-DIRECTORY, which starts a QEMU and says its process id.
// Or: dummy console SOCKET REPORTS-DIRECTORY, which reads a serial port that is flooded.
// Or: dummy replay LEDGER-DIRECTORY, which undoes what killed runs left and says what it undid and what it noted.
// Or: dummy full-disk LEDGER-DIRECTORY, which records until the disk is full and says what became of it.
// Or: dummy lease NAME, which holds a lease, or dummy leases FOLDER TIMES NAME…, which takes leases many times.
// Or: dummy launch IMAGE-CACHE DIRECTORY FILE…, which starts a guest of each reported command line.
if (args is ["console", var socket, var reports])
{
    await FloodedConsole.RunAsync(socket, reports);
    return;
}

if (args is ["machine", var machineLedger, var machineDirectory])
{
    await MachineToBeKilled.RunAsync(machineLedger, machineDirectory);
    return;
}

if (args is ["lease", var leaseName])
{
    await LeaseCommands.HoldAsync(leaseName);
    return;
}

if (args is ["leases", var leases, var times, .. var leaseNames])
{
    await LeaseCommands.TakeManyAsync(leases, leaseNames, int.Parse(times, CultureInfo.InvariantCulture));
    return;
}

if (args is ["launch", var cache, var launches, .. var files])
{
    await ReportedLaunches.RunAsync(cache, launches, files);
    return;
}

if (args is ["replay", var abandoned])
{
    await LedgerCommands.ReplayAsync(abandoned);
    return;
}

if (args is ["full-disk", var disk])
{
    await LedgerCommands.FillAsync(disk);
    return;
}

var (ledgerDirectory, connection, id, scratch) =
    (args[0], JsonSerializer.Deserialize<HostConnection>(args[1])!, args[2], args[3]);

await using var ledger = UndoLedger.Open(ledgerDirectory);
await using var host = new HostFactory().Connect("lab1", connection);
var scope = new LedgerScope(ledger);

await scope.ProvisionAsync(host, $"directory {scratch}", new Command("rm", "-rf", scratch), async () =>
    (await host.RunAsync(new Command("mkdir", scratch))).OrThrow(FailureClass.Provision));
await scope.ProvisionAsync(host, $"daemon {id}", HostProcesses.End(id), async () =>
    (await host.RunAsync(Command.Shell("setsid -f sleep 300 >/dev/null 2>&1").WithEnvironment(ProcessTag.Variable, id)))
        .OrThrow(FailureClass.Provision));
await using var leashed = await host.StartAsync(
    new Command("sleep", "300").WithEnvironment(ProcessTag.Variable, $"{id}.leashed"));

Console.WriteLine("ready");
await leashed.Completion;
