using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.CommandLine.Syntax;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Qemu.CommandLine;

[Parallelizable(ParallelScope.All)]
internal sealed partial class OptionTableTests
{
    [Test]
    public async Task Knows_every_option_of_the_installed_QEMU()
    {
        InstalledQemu.Require();
        await using var host = new LocalHost("local");
        var help = (await host.RunAsync(new Command(InstalledQemu.Name, "-help"))).OrThrow(FailureClass.Provision).StandardOutput;
        var names = Usage().Matches(help).Select(match => match.Groups["name"].Value).ToHashSet();

        Assert.That(names, Has.Count.GreaterThan(100));
        Assert.That(names.Where(name => OptionTable.Find(name) is null), Is.Empty);
    }

    [TestCase("-no-kvm-pit-reinjection", false)]
    [TestCase("-overcommit", true)]
    [TestCase("-run-with", true)]
    [TestCase("-preconfig", false)]
    [TestCase("-spice", true)]
    public void Knows_which_take_an_argument(string name, bool takes) =>
        Assert.That(OptionTable.Find(name[1..])?.TakesArgument, Is.EqualTo(takes));

    [GeneratedRegex(@"^--?(?<name>[A-Za-z][\w-]*)", RegexOptions.Multiline)]
    private static partial Regex Usage();
}
