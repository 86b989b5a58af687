namespace TestHarness.Qemu.CommandLine.Meaning;

/// <summary>Replaces options that QEMU itself reads as others (softmmu/vl.c).</summary>
internal static class Synonyms
{
    /// <summary>Returns the options that QEMU reads in place of an option.</summary>
    public static IEnumerable<PlainOption> Expand(QemuOption option) => option.Name switch
    {
        "enable-kvm" => [PlainOption.Of("accel", ("accel", "kvm"))],
        "no-kvm" => [PlainOption.Of("accel", ("accel", "tcg"))],
        "enable-hax" => [PlainOption.Of("accel", ("accel", "hax"))],
        "machine" => Machine(PlainOption.Of(option)),
        "usb" => [PlainOption.Of("machine", ("usb", "on"))],
        "no-acpi" => [PlainOption.Of("machine", ("acpi", "off"))],
        "no-hpet" => [PlainOption.Of("machine", ("hpet", "off"))],
        "no-kvm-pit-reinjection" =>
            [PlainOption.Of("global", ("driver", "kvm-pit"), ("property", "lost_tick_policy"), ("value", "discard"))],
        "no-reboot" => [PlainOption.Of("action", ("reboot", "shutdown"))],
        "no-shutdown" => [PlainOption.Of("action", ("shutdown", "pause"))],
        "watchdog-action" => [PlainOption.Of("action", ("watchdog", option.Value!.Text))],
        "s" => [PlainOption.Of("gdb", ("address", "tcp::1234"))],
        _ => [PlainOption.Of(option)],
    };

    private static IEnumerable<PlainOption> Machine(PlainOption machine)
    {
        yield return machine with { Properties = machine.Properties.RemoveAll(property => property.Key == "accel") };
        foreach (var (_, accelerators) in machine.Properties.Where(property => property.Key == "accel"))
        {
            foreach (var accelerator in accelerators.Split(':'))
                yield return PlainOption.Of("accel", ("accel", accelerator));
        }
    }
}
