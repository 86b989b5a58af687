using System.Collections.Immutable;
using System.Reflection;
using TestHarness.Devices;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Mdev.Matching;
using TestHarness.Environments;
using TestHarness.Migration;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.CommandLine;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.Guests;
using TestHarness.Steps.Health;
using TestHarness.Steps.Migration;

namespace TestHarness.Steps.Tests.Combining;

/// <summary>An argument for each parameter of a step: by the step where its type does not say enough, else by its type.</summary>
internal static class StepArguments
{
    public static MigrationOptions Slow { get; } = new() { MaxBandwidth = 64 << 10 };

    private static readonly ImmutableDictionary<string, object> OfSteps = ImmutableDictionary<string, object>.Empty
        .Add(nameof(GuestSteps.WhenTheGuestRunsWhichFails), GuestCommand.Parse("false"))
        .Add(nameof(MigrationSteps.WhenAMigrationIsUnderWay), Slow);

    private static readonly ImmutableDictionary<Type, object> OfTypes = ImmutableDictionary<Type, object>.Empty
        .Add(typeof(GuestCommand), GuestCommand.Parse("true"))
        .Add(typeof(ReasonText), ReasonText.Parse("true"))
        .Add(typeof(HostName), HostName.Parse("host2"))
        .Add(typeof(PlaceName), PlaceName.Parse("host2"))
        .Add(typeof(LunName), LunName.Parse("lun0"))
        .Add(typeof(MdevName), MdevName.Parse("one"))
        .Add(typeof(DeviceId), DeviceId.Parse("data-disk1"))
        .Add(typeof(MdevVerdict), MdevVerdict.Same)
        .Add(typeof(PoolState), PoolState.Running)
        .Add(typeof(UnservedPolicy), UnservedPolicy.GoOn)
        .Add(typeof(ByteCount), ByteCount.Parse("4096"))
        .Add(typeof(ByteOffset), ByteOffset.Parse("65536"))
        .Add(typeof(ChannelCount), ChannelCount.Parse("2"))
        .Add(typeof(PassCount), PassCount.Parse("2"))
        .Add(typeof(RoundCount), RoundCount.Parse("2"))
        .Add(typeof(Legs), Legs.Parse("2"))
        .Add(typeof(LostPings), LostPings.Parse("1"))
        .Add(typeof(MebibyteCount), MebibyteCount.Parse("2"))
        .Add(typeof(Milliseconds), Milliseconds.Parse("1000"))
        .Add(typeof(Position), Position.Parse("1"))
        .Add(typeof(Seconds), Seconds.Parse("1"))
        .Add(typeof(SlowdownFactor), SlowdownFactor.Parse("2"))
        .Add(typeof(MigrationOptions), new MigrationOptions())
        .Add(typeof(ExpectedFindings), new ExpectedFindings(["a finding"]))
        .Add(typeof(ExpectedDifferences), new ExpectedDifferences([]));

    public static object Of(MethodInfo step, ParameterInfo parameter) =>
        OfSteps.TryGetValue(step.Name, out var own) && parameter.ParameterType.IsInstanceOfType(own) ? own
        : parameter.Name == "filesystem" ? MebibyteCount.Parse("8")
        : parameter.ParameterType == typeof(PlaceName) && parameter.Name == "one" ? PlaceName.Parse("host1")
        : OfTypes.TryGetValue(parameter.ParameterType, out var example) ? example
        : throw new InvalidOperationException(
            $"{step.DeclaringType!.Name}.{step.Name}: "
            + $"add an argument of type {parameter.ParameterType.Name} to {nameof(StepArguments)}");
}
