namespace TestHarness.Qemu.Capabilities;

/// <summary>The accelerator that QEMU uses on a host.</summary>
/// <param name="Accelerator"><c>kvm</c> when a guest was seen to run under it, else <c>tcg</c>.</param>
/// <param name="WhyNotKvm">The reason why it is not KVM; null when it is.</param>
public sealed record AcceleratorChoice(string Accelerator, string? WhyNotKvm)
{
    public override string ToString() => WhyNotKvm is null ? Accelerator : $"{Accelerator} ({WhyNotKvm})";
}
