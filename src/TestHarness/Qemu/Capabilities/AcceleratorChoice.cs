namespace TestHarness.Qemu.Capabilities;

/// <param name="Accelerator"><c>kvm</c> where a guest was seen to run under it, else <c>tcg</c>.</param>
/// <param name="WhyNotKvm">Null where it is KVM.</param>
public sealed record AcceleratorChoice(string Accelerator, string? WhyNotKvm)
{
    public override string ToString() => WhyNotKvm is null ? Accelerator : $"{Accelerator} ({WhyNotKvm})";
}
