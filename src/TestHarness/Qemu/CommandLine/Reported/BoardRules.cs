using static TestHarness.Qemu.CommandLine.Reported.KeyRule;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The rules of firmware, clock and names, and of old options that QEMU has as devices today.</summary>
internal static class BoardRules
{
    private const string File = "QEMU reads no file of the host";

    private static readonly ValueKind Drives =
        new("letters of drives, as in cdn", value => value.Length is > 0 and <= 8 && value.All(char.IsAsciiLetterLower));

    public static KeyTable Boot { get; } = new(
        Take(Drives, "order once"),
        Drop("the firmware would wait for a key", "menu"),
        Drop(File, "splash"));

    public static KeyTable Rtc { get; } = new(
        Take(ValueKind.Date, "base"),
        Take(ValueKind.OneOf("host rt vm"), "clock"),
        Take(ValueKind.OneOf("slew none"), "driftfix"));

    public static KeyTable Name { get; } = new(
        Take(ValueKind.Text, "guest"), Drop("the harness finds QEMU's process by the program's name", "process"));

    public static KeyTable Action { get; } = new(
        Take(
            ValueKind.OneOf("reset shutdown poweroff pause debug none exit-failure inject-nmi"),
            "reboot shutdown panic watchdog"));

    public static KeyTable Icount { get; } = new(Drop("QEMU reads and writes no recording", "rr*"));

    public static KeyTable Compat { get; } = new(
        Take(ValueKind.OneOf("accept reject crash hide"), "deprecated-input deprecated-output unstable-input unstable-output"));

    public static KeyTable Overcommit { get; } = new();

    public static KeyTable Smbios { get; } = new(
        Take(ValueKind.Text, """
            manufacturer product version serial sku family vendor date release uefi asset location sock-pfx part loc-pfx bank
            slot-type processor-family processor-id current-speed max-speed speed internal-reference external-reference
            designation slot-designation connector-type port-type uuid
            """),
        TakeEach(ValueKind.Text, "value"),
        Drop(File, "file path"));

    private static readonly KeyTable FirmwareItem = new(Take(ValueKind.FirmwareName, "name"), Take(ValueKind.Text, "string"))
    {
        DropsOthers = File,
    };

    public static Outcome FirmwareConfiguration(QemuOption option, Launch launch) =>
        option["string"] is null ? Outcome.Dropped(File) : Outcome.Of(option, FirmwareItem.Select(option));

    public static Outcome Audiodev(QemuOption option, Launch launch) => option["id"] is { } id && ValueKind.Name.Fits(id)
        ? Outcome.Replaced("the guest's sound goes nowhere", QemuOption.Of("audiodev", ("driver", "none"), ("id", id)))
        : Outcome.Refused("-audiodev has no id");

    public static Outcome UsbDevice(QemuOption option, Launch launch) => option.Value!.Text is "tablet" or "mouse" or "keyboard"
        ? Outcome.TakenOver(option)
        : Outcome.Dropped("the guest gets no USB device of the host");

    public static Outcome Watchdog(QemuOption option, Launch launch) => option.Value!.Text is "i6300esb" or "ib700" or "diag288"
        ? Outcome.Replaced("QEMU has watchdogs as devices today", new Device(option.Value.Text))
        : Outcome.Refused("expected i6300esb, ib700 or diag288");

    public static Outcome Balloon(QemuOption option, Launch launch) => option.Value!.Text == "virtio"
        ? Outcome.Replaced("QEMU has balloons as devices today", new Device("virtio-balloon-pci"))
        : Outcome.Dropped("the report's guest has no balloon");
}
