using TestHarness.Devices;
using TestHarness.Environments;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Images.Disks;

namespace TestHarness.Labs.Systems;

/// <summary>What a host needs for a guest's system disk besides the overlay: the image, and what starts it.</summary>
internal sealed class SystemOnHost(ILab lab, LabHost host, SystemImage image)
{
    /// <summary>Provides the files on the host.</summary>
    /// <param name="seed">The seed for cloud-init; null for none.</param>
    /// <returns>The system disk without an overlay.</returns>
    /// <exception cref="HarnessException">
    /// Class preflight: the host has no UEFI firmware. Class provision: a file could not be copied.
    /// </exception>
    public async Task<SystemDisk> ProvideAsync(GuestImages images, CloudSeed? seed, CancellationToken cancellationToken)
    {
        var path = await images.OnAsync(host.Host, image, cancellationToken);
        return new SystemDisk("", IsDevice: false, [new BackingImage(path, image.Format)])
        {
            Kernel = await KernelAsync(cancellationToken),
            Uefi = await UefiAsync(cancellationToken),
            Seed = await SeedAsync(seed, cancellationToken),
        };
    }

    private async Task<BootImage?> KernelAsync(CancellationToken cancellationToken) => image.Kernel is { } kernel
        ? await kernel.OnAsync(host.Host, await kernel.ContentAsync(cancellationToken), cancellationToken)
        : null;

    /// <summary>Makes this guest's copy of the firmware's variables; returns null for an image without UEFI.</summary>
    private async Task<(string Code, string Variables)?> UefiAsync(CancellationToken cancellationToken)
    {
        if (image.Kernel is not null || image.Firmware == Firmware.Bios)
            return null;

        var firmware = await UefiFirmware.FindAsync(host.Host, cancellationToken);
        var variables = $"{host.Directory}/uefi-variables.fd";
        string[] copy = ["cp", "--", firmware.Variables, variables];
        (await host.Host.RunAsync(new Command(copy[0], copy[1..]), cancellationToken)).OrThrow(FailureClass.Provision);
        lab.Record(new CommandStep("the guest's UEFI variables", host.Name, [.. copy]));
        return (firmware.Code, variables);
    }

    /// <summary>Writes the seed for cloud-init into the scenario's directory of the host.</summary>
    private async Task<string?> SeedAsync(CloudSeed? seed, CancellationToken cancellationToken)
    {
        if (seed is null)
            return null;

        var path = $"{host.Directory}/{seed.Name}";
        using var content = new MemoryStream(seed.Content);
        var write = Command.Shell("""umask 077; cat > "$1" """, path).WithStandardInput(content);
        (await host.Host.RunAsync(write, cancellationToken)).OrThrow(FailureClass.Provision);
        return path;
    }
}
