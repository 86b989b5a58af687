using System.Reflection;
using Reqnroll.Bindings;
using Reqnroll.Bindings.Reflection;

namespace TestHarness.Scenarios.Runtime;

/// <summary>Names the methods of step definitions and hooks as messages and reports have them.</summary>
internal static class MethodNames
{
    public static MethodInfo MethodOf(IBinding binding) => ((RuntimeBindingMethod)binding.Method).MethodInfo;

    /// <summary>Names class and method.</summary>
    public static string Of(IBinding binding) => $"{MethodOf(binding).ReflectedType!.Name}.{MethodOf(binding).Name}";

    /// <summary>Names class, method and parameters.</summary>
    public static string Signature(IBinding binding)
    {
        var parameters = MethodOf(binding).GetParameters().Select(parameter => $"{parameter.ParameterType.Name} {parameter.Name}");
        return $"{Of(binding)}({string.Join(", ", parameters)})";
    }
}
