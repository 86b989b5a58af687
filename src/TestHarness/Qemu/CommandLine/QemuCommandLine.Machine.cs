namespace TestHarness.Qemu.CommandLine;

public sealed partial record QemuCommandLine
{
    /// <summary>Returns the command line with another machine type and the same properties of the machine.</summary>
    public QemuCommandLine WithMachine(string type) => WithProperty("machine", "type", type);

    /// <summary>
    /// Returns the command line with one accelerator, in place of <c>-enable-kvm</c>, <c>-accel</c> and <c>-machine accel=</c>.
    /// <c>-cpu host</c> needs KVM; with another accelerator it becomes <c>max</c>, without its <c>kvm_</c> features.
    /// </summary>
    public QemuCommandLine WithAccelerator(string accelerator)
    {
        var bare = Without(option => option.Name is "enable-kvm" or "no-kvm" or "accel" or "enable-hax")
            .Without(option => option is { Name: "machine", Value.Properties: [{ Key: "accel" }] })
            .Replace(option => option.Name == "machine" && option["accel"] is not null, machine => machine.Without("accel"));
        return (accelerator == "kvm" ? bare : bare.Replace(option => option.Name == "cpu", WithoutKvm))
            .With(QemuOption.Of("accel", ("accel", accelerator)));
    }

    /// <summary>
    /// Returns the command line with another size of the guest's memory, and of the memory backend that the machine uses.
    /// </summary>
    public QemuCommandLine WithMemory(int mebibytes)
    {
        var size = $"{mebibytes}M";
        var backend = Options.LastOrDefault(option => option.Name == "machine" && option["memory-backend"] is not null);
        return WithProperty("m", "size", size).Replace(
            option => option.Name == "object" && backend is not null && option["id"] == backend["memory-backend"],
            option => option.With("size", size));
    }

    /// <summary>Removes KVM's features from a <c>-cpu</c>, and changes the model <c>host</c> to <c>max</c>.</summary>
    internal static QemuOption WithoutKvm(QemuOption cpu) =>
        cpu.Value!.Properties.Where(feature => feature.Key.StartsWith("kvm", StringComparison.Ordinal))
            .Aggregate(cpu["model"] == "host" ? cpu.With("model", "max") : cpu, (left, feature) => left.Without(feature.Key));
}
