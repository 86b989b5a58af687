using System.Collections.Immutable;
using System.Reflection;
using TestHarness.Tests.Layers.Planted;
using TestHarness.Tests.Layers.Planted.Below;

namespace TestHarness.Tests.Layers;

[TestFixture]
internal sealed class TypeUsesTests
{
    private static readonly ImmutableArray<TypeUse> Uses = TypeUses.Read(Assembly.GetExecutingAssembly());

    [TestCaseSource(typeof(PlantedUses), nameof(PlantedUses.Ways))]
    public void A_use_is_found_whatever_its_way(Type user) =>
        Assert.That(Uses.Where(use => use.User == user).Select(use => use.Used.Namespace), Has.Member(typeof(Thing).Namespace));

    [Test]
    public void A_type_that_uses_nothing_has_no_use() => Assert.That(Uses.Where(use => use.User == typeof(Thing)), Is.Empty);
}
