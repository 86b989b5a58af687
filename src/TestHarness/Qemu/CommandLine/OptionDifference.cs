namespace TestHarness.Qemu.CommandLine;

/// <summary>One way in which two command lines differ in meaning.</summary>
/// <param name="Subject">The option, with the id of what it defines: <c>-device id=stg0</c>.</param>
/// <param name="Aspect">A property, <c>order</c>, or <c>presence</c> where one of the two lacks the option.</param>
public sealed record OptionDifference(string Subject, string Aspect, string? First, string? Second)
{
    public override string ToString() => $"{Subject}: {Aspect} is {First ?? "absent"} in the first, {Second ?? "absent"} in the second";
}
