using System.Reflection;

namespace TestHarness.Scenarios.Tests.Support;

/// <summary>An assembly that has the given classes alone: a test's vocabulary has no steps of other tests.</summary>
internal sealed class SomeTypes(Type[] types) : Assembly
{
    public override string Location => typeof(SomeTypes).Assembly.Location;

    public override string FullName => typeof(SomeTypes).Assembly.FullName!;

    public override Type[] GetTypes() => types;

    public override AssemblyName GetName() => typeof(SomeTypes).Assembly.GetName();
}
