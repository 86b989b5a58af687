using System.Diagnostics;
using TestHarness.Tests.Layers.Planted.Below;

namespace TestHarness.Tests.Layers.Planted;

/// <summary>A type for each way to use another type.</summary>
internal static class PlantedUses
{
    public static readonly Type[] Ways =
    [
        typeof(ByBaseType), typeof(ByInterface), typeof(ByProperty), typeof(ByParameter), typeof(ByConstraint),
        typeof(ByAttribute), typeof(ByArgumentOfAttribute), typeof(ByCall), typeof(ByLambda), typeof(ByAsyncMethod),
        typeof(ByIterator), typeof(ByTypeTest), typeof(ByCatch), typeof(ByTypeArgument), typeof(ByArray), typeof(ByEnumValue),
        typeof(ByNestedType), typeof(BySwitch),
    ];
}

internal sealed class ByBaseType : Thing;

internal sealed class ByInterface : IThing;

internal sealed class ByProperty
{
    public Thing? Property { get; init; }
}

internal sealed class ByParameter
{
    public static void Take(Thing? thing) => Debug.Assert(thing is not null);
}

internal sealed class ByConstraint
{
    public static void Take<T>(T thing)
        where T : Thing => Debug.Assert(thing is not null);
}

[Thing]
internal sealed class ByAttribute;

[DebuggerTypeProxy(typeof(Thing))]
internal sealed class ByArgumentOfAttribute;

internal sealed class ByCall
{
    public static int Count => Thing.Count;
}

internal sealed class ByLambda
{
    public static Func<int, int> Count => number => number + Thing.Count;
}

internal sealed class ByAsyncMethod
{
    public static async Task<int> CountAsync()
    {
        await Task.Yield();
        return Thing.Count;
    }
}

internal sealed class ByIterator
{
    public static IEnumerable<int> Counts()
    {
        yield return Thing.Count;
    }
}

internal sealed class ByTypeTest
{
    public static bool IsThing(object other) => other is Thing;
}

internal sealed class ByCatch
{
    public static int Try(Func<int> function)
    {
        try
        {
            return function();
        }
        catch (ThingException)
        {
            return 0;
        }
    }
}

internal sealed class ByTypeArgument
{
    public static object Things() => new List<Dictionary<string, Thing>>();
}

internal sealed class ByArray
{
    public static int Length(params Thing[][] things) => things.Length;
}

internal sealed class ByEnumValue
{
    public static string Kind => Kinds.Name(ThingKind.Large);
}

internal sealed class ByNestedType
{
    internal sealed record Nested(Thing Thing);
}

internal sealed class BySwitch
{
    /// <summary>The jump table of the switch stands before the call.</summary>
    public static int Count(int number) => number switch
    {
        0 => 5,
        1 => 3,
        2 => 7,
        3 => 1,
        _ => Thing.Count,
    };
}
