using System.Reflection;

namespace TestHarness.Gherkin.Registry;

internal static class MethodName
{
    public static string Of(MethodInfo method) =>
        $"{method.ReflectedType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => $"{p.ParameterType.Name} {p.Name}"))})";
}
