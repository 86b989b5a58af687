using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Tests.Qemu.CommandLine.Reported;

/// <summary>A report's disk, and what the harness sets for it.</summary>
internal static class ReportedLaunch
{
    public const string Disk =
        "-device virtio-scsi-pci -drive if=none,id=d0,file=/x -device scsi-hd,drive=d0,id=disk0";

    public static LaunchSettings Settings(string disk) => new(
        "/usr/bin/qemu-system-x86_64", "kvm", LaunchedWords.Image, 256, 1, disk,
        disk.StartsWith("stg", StringComparison.Ordinal) ? "/dev/vhost-vdpa-7" : "/lun", "/scenario/1");
}
