using System.Globalization;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Npiv.Fabric;

/// <summary>
/// The environment's program that commands the Fibre Channel switch: <c>link down|up WWPN</c>, <c>limit [N]</c> (the vHBAs an HBA may log in;
/// prints it), <c>capture start FILE</c> and <c>capture stop</c>.
/// </summary>
/// <param name="machine">The harness's own.</param>
public sealed class FabricControl(IHost machine, string program, LedgerScope scope)
{
    public async Task TakeLinkDownAsync(Wwn wwpn, CancellationToken cancellationToken = default) => await scope.ProvisionAsync(
        machine, $"link of WWPN {wwpn}, taken down", Of("link", "up", $"{wwpn}"), () => RunAsync(["link", "down", $"{wwpn}"], cancellationToken));

    public async Task LimitAsync(int vports, CancellationToken cancellationToken = default)
    {
        var before = (await RunAsync(["limit"], cancellationToken)).Split(' ', 2)[0].Trim();
        var limit = vports.ToString(CultureInfo.InvariantCulture);
        await scope.ProvisionAsync(machine, $"limit of {limit} vHBAs an HBA", Of("limit", before), () => RunAsync(["limit", limit], cancellationToken));
    }

    /// <param name="file">Of this machine.</param>
    public async Task StartCaptureAsync(string file, CancellationToken cancellationToken = default) => await scope.ProvisionAsync(
        machine, $"capture to {file}", Command.Shell("\"$1\" capture stop || true", program), () => RunAsync(["capture", "start", file], cancellationToken));

    public Task StopCaptureAsync(CancellationToken cancellationToken = default) => RunAsync(["capture", "stop"], cancellationToken);

    private async Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken) =>
        (await machine.RunAsync(Of(arguments), cancellationToken)).OrThrow(FailureClass.Provision).StandardOutput;

    private Command Of(params string[] arguments) => new(program, arguments);
}
