using System.Reflection;
using Reqnroll.Bindings;
using Reqnroll.Bindings.Reflection;

namespace TestHarness.Scenarios.Runtime;

/// <summary>The names of step definitions' and hooks' methods in messages and reports.</summary>
internal static class MethodNames
{
    /// <summary>Returns the method of a binding.</summary>
    public static MethodInfo MethodOf(IBinding binding) => ((RuntimeBindingMethod)binding.Method).MethodInfo;

    /// <summary>Returns class and method.</summary>
    public static string Of(IBinding binding) => $"{MethodOf(binding).ReflectedType!.Name}.{MethodOf(binding).Name}";

    /// <summary>Returns class, method and parameters.</summary>
    public static string Signature(IBinding binding)
    {
        var parameters = MethodOf(binding)
            .GetParameters()
            .Select(parameter => $"{parameter.ParameterType.Name} {parameter.Name}");
        return $"{Of(binding)}({string.Join(", ", parameters)})";
    }
}
