namespace TestHarness.Qemu.CommandLine;

/// <summary>A difference in meaning between two command lines.</summary>
/// <param name="Subject">The option with its id: <c>-device id=stg0</c>.</param>
/// <param name="Aspect">
/// The differing property, <c>order</c>, or <c>presence</c> when one of the two command lines lacks the option.
/// </param>
public sealed record OptionDifference(string Subject, string Aspect, string? First, string? Second)
{
    public override string ToString() =>
        $"{Subject}: {Aspect} is {First ?? "absent"} in the first, {Second ?? "absent"} in the second";
}
