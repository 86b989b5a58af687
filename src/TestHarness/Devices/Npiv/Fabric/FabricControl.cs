using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Npiv.Fabric;

/// <summary>
/// The environment's program that commands the Fibre Channel switch: <c>link down|up WWPN</c>, <c>limit [N]</c> (the number of
/// vHBAs that may log in by one HBA; prints it), <c>capture start FILE</c> and <c>capture stop</c>.
/// </summary>
/// <param name="machine">The harness's own machine, which runs the program.</param>
public sealed class FabricControl(IHost machine, string program, LedgerScope scope)
{
    /// <summary>Returns the control of the switch of a scenario's environment.</summary>
    /// <exception cref="HarnessException">Class config: the environment names no such program.</exception>
    public static FabricControl Of(ILab lab) => lab.Environment.FabricControl is { } program
        ? new FabricControl(lab.Machine, program, lab.Provisioning)
        : throw new HarnessException(
            FailureClass.Config,
            $"environment '{lab.Environment.Name}' has no fabricControl, which this scenario needs: tag it "
            + "@needs:fabric-control");

    /// <summary>Takes the link of a port down; the undo takes it up.</summary>
    public Task TakeLinkDownAsync(Wwn wwpn, CancellationToken cancellationToken = default) =>
        MakeAsync(
            $"link of WWPN {wwpn}, taken down", Of("link", "up", $"{wwpn}"), Of("link", "down", $"{wwpn}"), cancellationToken);

    /// <summary>Limits the number of vHBAs that may log in by one HBA; the undo restores the limit.</summary>
    public async Task LimitAsync(int vports, CancellationToken cancellationToken = default)
    {
        var before = (await RunAsync(["limit"], cancellationToken)).Split(' ', 2)[0].Trim();
        var limit = vports.ToString(CultureInfo.InvariantCulture);
        await MakeAsync($"limit of {limit} vHBAs an HBA", Of("limit", before), Of("limit", limit), cancellationToken);
    }

    /// <summary>Starts a capture of the fabric's frames; the undo stops it.</summary>
    /// <param name="file">The path of the file on the harness's own machine.</param>
    /// <returns>The entry for <see cref="StopCaptureAsync"/>; the scenario's end stops a capture that still runs.</returns>
    public Task<LedgerEntry> StartCaptureAsync(string file, CancellationToken cancellationToken = default) =>
        MakeAsync($"capture to {file}", Of("capture", "stop"), Of("capture", "start", file), cancellationToken);

    /// <summary>Stops a capture.</summary>
    public Task StopCaptureAsync(LedgerEntry capture, CancellationToken cancellationToken = default) =>
        scope.UndoAsync(capture, machine, cancellationToken);

    /// <summary>
    /// Runs a command with its undo. A command that fails has changed nothing: a capture that runs already is not the scenario's,
    /// and continues.
    /// </summary>
    private Task<LedgerEntry> MakeAsync(string description, Command undo, Command make, CancellationToken cancellationToken) =>
        scope.ProvisionAtOnceAsync(machine, description, undo, make, cancellationToken: cancellationToken);

    private async Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken) =>
        (await machine.RunAsync(Of(arguments), cancellationToken)).OrThrow(FailureClass.Provision).StandardOutput;

    private Command Of(params string[] arguments) => new(program, arguments);
}
