using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;
using TestHarness.Scenarios.Features;

namespace TestHarness.Features;

/// <summary>Builds a fixture of each feature file and a test of each scenario. A file that cannot be read is a failing
/// test.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FeatureFilesAttribute : NUnitAttribute, IFixtureBuilder2
{
    /// <summary>The tag of a scenario that shows a defect of others, which 'harness run' runs, and no test run.</summary>
    private const string FoundTag = "found";

    private readonly NUnitTestCaseBuilder _cases = new();

    public IEnumerable<TestSuite> BuildFrom(ITypeInfo typeInfo, IPreFilter filter) => BuildFrom(typeInfo);

    public IEnumerable<TestSuite> BuildFrom(ITypeInfo typeInfo)
    {
        var set = FeatureFolder.Features;
        return
        [
            .. set.Features.Select(f => Fixture(typeInfo, f)),
            .. set.Errors.Select(Unreadable),
        ];
    }

    private TestFixture Fixture(ITypeInfo typeInfo, FeaturePlan feature)
    {
        var fixture = new TestFixture(typeInfo, [feature]);
        Rename(fixture, feature.Header.Folder, TestNames.Fixture(feature.Header.Title), feature.Header.Title);
        var method = typeInfo.Type.GetMethod(nameof(FeatureFixture.RunAsync))!;
        var names = new Dictionary<string, int>();
        foreach (var scenario in feature.Scenarios)
        {
            var name = TestNames.Test(scenario);
            names[name] = names.GetValueOrDefault(name) + 1;
            fixture.Add(Test(fixture, method, scenario, names[name] == 1 ? name : $"{name}_{names[name]}"));
        }

        return fixture;
    }

    private TestMethod Test(TestFixture fixture, System.Reflection.MethodInfo method, ScenarioPlan scenario, string name)
    {
        var wrapper = new MethodWrapper(typeof(FeatureFixture), method);
        var test = _cases.BuildTestMethod(wrapper, fixture, new TestCaseParameters([scenario]));
        test.Name = FixtureTexts.Outlet.Line(name);
        test.FullName = $"{fixture.FullName}.{test.Name}";
        test.Properties.Set(PropertyNames.Description, FixtureTexts.Outlet.Line(scenario.Title));
        if (scenario.Tags.Contains(FoundTag))
        {
            test.RunState = RunState.Explicit;
            test.Properties.Set(PropertyNames.SkipReason, "it shows a defect that others have to mend: docs/found.md");
        }

        foreach (var tag in scenario.Tags)
            test.Properties.Add(PropertyNames.Category, FixtureTexts.Outlet.Line(tag));
        return test;
    }

    private TestFixture Unreadable(FeatureLoadException error)
    {
        var type = typeof(UnreadableFeatureFixture);
        var fixture = new TestFixture(new TypeWrapper(type), [error]);
        var file = Path.GetFileNameWithoutExtension(error.File);
        Rename(fixture, Path.GetDirectoryName(error.File) ?? "", TestNames.Fixture(file), error.File);
        var method = type.GetMethod(nameof(UnreadableFeatureFixture.Is_valid))!;
        var test = _cases.BuildTestMethod(new MethodWrapper(type, method), fixture, null);
        test.FullName = $"{fixture.FullName}.{test.Name}";
        fixture.Add(test);
        return fixture;
    }

    private static void Rename(TestFixture fixture, string folder, string name, string description)
    {
        fixture.Name = FixtureTexts.Outlet.Line(name);
        fixture.FullName = FixtureTexts.Outlet.Line($"{TestNames.Namespace(folder)}.{name}");
        fixture.Properties.Set(PropertyNames.Description, FixtureTexts.Outlet.Line(description));
    }
}
