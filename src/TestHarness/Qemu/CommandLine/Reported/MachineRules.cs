using System.Text.RegularExpressions;
using static TestHarness.Qemu.CommandLine.Reported.KeyRule;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The rules of the machine and its processors.</summary>
internal static partial class MachineRules
{
    private static readonly KeyTable Machine = new(
        Take(ValueKind.Name, "type memory-backend"),
        Take(ValueKind.OneOf("split"), "kernel-irqchip"),
        Take(ValueKind.OneOf("host max"), "gic-version"),
        Take(ValueKind.OneOf("none smmuv3"), "iommu"),
        Take(ValueKind.OneOf("broken workaround fixed fixed-ibs fixed-ccd fixed-na"), "cap-*"),
        Take(ValueKind.OneOf("xics xive dual"), "ic-mode"),
        Take(ValueKind.OneOf("required enabled disabled"), "resize-hpt"),
        Take(ValueKind.Text, "x-oem-id x-oem-table-id loadparm"),
        Drop("the environment chooses the accelerator", "accel"),
        Drop("memory and vCPUs are taken from -m, -smp and -numa", "smp* memory* sgx-epc* numa* cxl*"),
        Drop(
            "the guest boots the harness's kernel with QEMU's own firmware",
            "kernel initrd append dtb dumpdtb dt-compatible firmware pflash* bios boot*"),
        Drop("the host's graphics are not passed through", "igd-passthru"),
        Drop("the guest is not a confidential one", "confidential-guest-support memory-encryption"),
        Drop("the guest has no sound", "audiodev pcspk-audiodev"));

    /// <summary>The keys of <c>-cpu</c>. QEMU splits its value at every comma, so that no value has a comma.</summary>
    private static readonly KeyTable Cpu = new(
        Take(ValueKind.Name, "model vendor"),
        Take(new ValueKind("letters, digits, blanks and '.@()-'", value => CpuText().IsMatch(value)), "model-id hv-vendor-id"));

    public static Outcome ApplyMachine(QemuOption machine, Launch launch)
    {
        var outcome = Outcome.Of(machine, Machine.Select(machine));
        return outcome.Launched is [var launched]
            && launched["type"] is { } type
            && Known(type, launch.Settings) is var known
            && known != type
            ? outcome with
            {
                Disposition = Disposition.Replaced,
                Launched = [launched.With("type", known)],
                Reasons = [.. outcome.Reasons, $"type: the host's QEMU has no '{type}'"],
            }
            : outcome;
    }

    public static Outcome ApplyCpu(QemuOption cpu, Launch launch)
    {
        var outcome = Outcome.Of(cpu, Cpu.Select(cpu));
        if (outcome.Launched is not [var launched] || launch.Settings.Accelerator == "kvm")
            return outcome;

        var withoutKvm = QemuCommandLine.WithoutKvm(launched).Without("enforce").Without("check");
        return withoutKvm == launched
            ? outcome
            : Outcome.Replaced("the model 'host' and KVM's features need KVM, which this host does not have", withoutKvm);
    }

    /// <summary>
    /// Returns the machine type of the host's QEMU for the board of a reported type, when that type is from another build of
    /// QEMU.
    /// </summary>
    private static string Known(string type, LaunchSettings settings)
    {
        var upstream = ProxmoxRevision().Replace(type, "");
        if (settings.MachineTypes.IsEmpty
            || settings.MachineTypes.Any(known => known.Name == upstream || known.Alias == upstream))
            return upstream;
        var board = VersionedType().Match(upstream);
        return !board.Success ? upstream : board.Groups["board"].Value switch
        {
            "pc-i440fx" => "pc",
            "pc-q35" => "q35",
            var other => other,
        };
    }

    [GeneratedRegex(@"\+pve\d+\z")]
    private static partial Regex ProxmoxRevision();

    [GeneratedRegex(@"\A(?<board>pc-i440fx|pc-q35|virt|pseries|s390-ccw-virtio)-")]
    private static partial Regex VersionedType();

    [GeneratedRegex(@"\A[A-Za-z0-9_ .@()-]{1,64}\z")]
    private static partial Regex CpuText();
}
