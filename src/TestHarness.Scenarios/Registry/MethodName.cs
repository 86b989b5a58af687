using System.Reflection;

namespace TestHarness.Scenarios.Registry;

internal static class MethodName
{
    public static string Of(MethodInfo method)
    {
        var parameters = method.GetParameters().Select(p => $"{p.ParameterType.Name} {p.Name}");
        return $"{method.ReflectedType!.Name}.{method.Name}({string.Join(", ", parameters)})";
    }
}
