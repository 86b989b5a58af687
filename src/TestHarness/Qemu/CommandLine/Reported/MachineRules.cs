using System.Text.RegularExpressions;
using static TestHarness.Qemu.CommandLine.Reported.KeyRule;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The machine and its processors.</summary>
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
        Drop("the memory and vCPUs are the environment's", "smp* memory* sgx-epc* numa* cxl*"),
        Drop("the guest boots the harness's kernel with QEMU's own firmware", "kernel initrd append dtb dumpdtb dt-compatible firmware pflash* bios boot*"),
        Drop("the host's graphics are not passed through", "igd-passthru"),
        Drop("the guest is not a confidential one", "confidential-guest-support memory-encryption"),
        Drop("the guest has no sound", "audiodev pcspk-audiodev"));

    /// <summary>QEMU splits the value of -cpu at every comma, so that none is in a value.</summary>
    private static readonly KeyTable Cpu = new(
        Take(ValueKind.Name, "model vendor"), Take(new ValueKind("letters, digits, blanks and '.@()-'", value => CpuText().IsMatch(value)), "model-id hv-vendor-id"));

    public static Outcome ApplyMachine(QemuOption machine, Launch launch)
    {
        var outcome = Outcome.Of(machine, Machine.Select(machine));
        return machine["type"] is { } type && ProxmoxRevision().Match(type) is { Success: true } match && !outcome.Launched.IsEmpty
            ? outcome with
            {
                Disposition = Disposition.Replaced,
                Launched = [outcome.Launched[0].With("type", type[..match.Index])],
                Reasons = [.. outcome.Reasons, "type: only Proxmox VE's QEMU knows '+pve'"],
            }
            : outcome;
    }

    public static Outcome ApplyCpu(QemuOption cpu, Launch launch)
    {
        var outcome = Outcome.Of(cpu, Cpu.Select(cpu));
        if (outcome.Launched is not [var launched] || launch.Settings.Accelerator == "kvm")
            return outcome;

        var withoutKvm = QemuCommandLine.WithoutKvm(launched).Without("enforce").Without("check");
        return withoutKvm.Value!.Properties.Length == launched.Value!.Properties.Length && withoutKvm["model"] == launched["model"]
            ? outcome
            : Outcome.Replaced("the model 'host' and KVM's features need KVM, which this host does not have", withoutKvm);
    }

    [GeneratedRegex(@"\+pve\d+\z")]
    private static partial Regex ProxmoxRevision();

    [GeneratedRegex(@"\A[A-Za-z0-9_ .@()-]{1,64}\z")]
    private static partial Regex CpuText();
}
