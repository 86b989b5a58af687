using FsCheck;
using FsCheck.Fluent;
using TestHarness.Failures;

namespace TestHarness.Tests.Environments;

[Parallelizable]
public sealed class EnvironmentFileDamageTests : EnvironmentFileFixture
{
    private static readonly string[] Insertions =
        ["", "-", ":", "\n", "  ", "[", "}", "'", "&a ", "*a", "null", "? ", "🙂", "99999999999", "{x: y}", "---\n", "\0"];

    [Test]
    public void A_damaged_file_is_read_or_refused_with_its_place() =>
        Prop.ForAll((NonNegativeInt at, NonNegativeInt length, NonNegativeInt insertion) =>
        {
            var start = at.Get * 7919 % FullEnvironment.Yaml.Length;
            var removed = Math.Min(length.Get % 12, FullEnvironment.Yaml.Length - start);
            return IsReadOrRefused(
                FullEnvironment.Yaml.Remove(start, removed).Insert(start, Insertions[insertion.Get % Insertions.Length]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private bool IsReadOrRefused(string yaml)
    {
        try
        {
            return Load(yaml).Hosts.Length > 0;
        }
        catch (HarnessException exception)
        {
            return exception.FailureClass == FailureClass.Config
                && exception.Detail.Split('\n').All(line => line.Contains("lab.yaml:", StringComparison.Ordinal));
        }
    }
}
