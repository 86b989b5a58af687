using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Tests.Qemu.CommandLine.Reported;

[Parallelizable(ParallelScope.All)]
internal sealed class OptionRulesTests
{
    [Test]
    public void Every_option_of_QEMU_has_a_rule() =>
        Assert.That(OptionTable.Names.Where(name => OptionRules.Find(name) is null), Is.Empty);

    [Test]
    public void Every_rule_is_of_an_option_of_QEMU() =>
        Assert.That(OptionRules.Table.SelectMany(rule => rule.Names).Except(OptionTable.Names), Is.Empty);

    [Test]
    public void Every_rule_says_why() => Assert.That(OptionRules.Table.Select(rule => rule.Summary), Has.None.Empty);
}
