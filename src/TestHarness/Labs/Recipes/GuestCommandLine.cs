using System.Collections.Immutable;
using TestHarness.Images;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Labs.Recipes;

/// <summary>The command line of the harness's own guest: a kernel booted directly, and one disk.</summary>
public static class GuestCommandLine
{
    /// <summary>The id of the device through which the guest sees its disk.</summary>
    public const string DataDisk = "data-disk1";

    /// <summary>Returns the command line of the harness's own guest.</summary>
    /// <param name="memory">The memory in MiB.</param>
    /// <param name="disk">The options that give the guest its disk.</param>
    public static QemuCommandLine For(
        string program, string accelerator, BootImage image, int memory, int vcpus, ImmutableArray<QemuOption> disk) =>
        Base(program, accelerator, memory, vcpus).With(
        [
            QemuOption.Of("kernel", image.Kernel),
            QemuOption.Of("initrd", image.Initramfs),
            QemuOption.Of("append", image.KernelArguments),
            .. disk,
        ]);

    /// <summary>Returns the options of every guest's machine.</summary>
    /// <param name="memory">The memory in MiB.</param>
    internal static QemuCommandLine Base(string program, string accelerator, int memory, int vcpus) => new(
        program,
        [
            QemuOption.Of("name", ("guest", "testharness")),
            QemuOption.Of("nodefaults"),
            QemuOption.Of("display", "none"),
            QemuOption.Of("machine", ("type", "q35")),
            QemuOption.Of("accel", accelerator),
            QemuOption.Of("cpu", accelerator == "kvm" ? "host" : "max"),
            QemuOption.Of("m", $"{memory}M"),
            QemuOption.Of("smp", $"{vcpus}"),
        ]);
}
