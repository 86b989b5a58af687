using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Devices.Vdpa.Providers;

/// <summary>
/// A raw image that one qemu-storage-daemon exports several times over VDUSE: a shared backend of any size with no kernel module
/// of one's own. New devices read zeroes.
/// </summary>
/// <param name="directory">
/// A directory of the host for the image and the daemon's pid file; the caller makes and removes it.
/// </param>
/// <param name="size">Bytes.</param>
public sealed class VduseProvider(string directory, long size, ImmutableArray<VdpaDeviceName> names) : IVdpaProvider
{
    private string Image => ImageIn(directory);

    /// <summary>Returns the path of the image in such a directory.</summary>
    public static string ImageIn(string directory) => $"{directory}/vduse.raw";

    public async Task<VdpaBackend> CreateAsync(IHost host, LedgerScope scope, CancellationToken cancellationToken = default)
    {
        (await host.RunAsync(Command.Shell("""rm -f "$1" && truncate -s "$2" "$1" """, Image, $"{size}"), cancellationToken))
            .OrThrow(FailureClass.Provision);
        return await new VduseExports(directory, VduseMedium.OfFile(Image), names).CreateAsync(host, scope, cancellationToken);
    }
}
