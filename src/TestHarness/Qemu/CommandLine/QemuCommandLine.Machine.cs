namespace TestHarness.Qemu.CommandLine;

public sealed partial record QemuCommandLine
{
    /// <summary>Changes the machine type and keeps the machine's properties.</summary>
    public QemuCommandLine WithMachine(string type) => WithProperty("machine", "type", type);

    /// <summary>
    /// One accelerator, in place of <c>-enable-kvm</c>, <c>-accel</c> and <c>-machine accel=</c>. <c>-cpu host</c> needs KVM
    /// and becomes <c>max</c> without its <c>kvm_</c> features where the accelerator is another.
    /// </summary>
    public QemuCommandLine WithAccelerator(string accelerator)
    {
        var bare = Without(option => option.Name is "enable-kvm" or "no-kvm" or "accel" or "enable-hax")
            .Without(option => option is { Name: "machine", Value.Properties: [{ Key: "accel" }] })
            .Replace(option => option.Name == "machine" && option["accel"] is not null, machine => machine.Without("accel"));
        return (accelerator == "kvm" ? bare : bare.Replace(option => option.Name == "cpu", WithoutKvm))
            .With(QemuOption.Of("accel", ("accel", accelerator)));
    }

    /// <summary>Sets the memory of the guest, and of the memory backend that the machine takes it from.</summary>
    public QemuCommandLine WithMemory(int mebibytes)
    {
        var size = $"{mebibytes}M";
        var backend = Options.LastOrDefault(option => option.Name == "machine" && option["memory-backend"] is not null);
        return WithProperty("m", "size", size).Replace(
            option => option.Name == "object" && backend is not null && option["id"] == backend["memory-backend"],
            option => option.With("size", size));
    }

    /// <summary>Takes KVM's features from a <c>-cpu</c>, and changes the model <c>host</c> to <c>max</c>.</summary>
    internal static QemuOption WithoutKvm(QemuOption cpu) =>
        cpu.Value!.Properties.Where(feature => feature.Key.StartsWith("kvm", StringComparison.Ordinal))
            .Aggregate(cpu["model"] == "host" ? cpu.With("model", "max") : cpu, (left, feature) => left.Without(feature.Key));
}
