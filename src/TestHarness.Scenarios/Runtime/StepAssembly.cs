using System.Reflection;
using Reqnroll;

namespace TestHarness.Scenarios.Runtime;

/// <summary>Loads an assembly of step classes that a tester has built; what it needs lies beside it.</summary>
public static class StepAssembly
{
    /// <exception cref="StepDefinitionException">The file cannot be loaded, or has no step class.</exception>
    public static Assembly Load(string path)
    {
        var assembly = LoadFile(Path.GetFullPath(path));
        return TypesOf(assembly, path).Any(type => type.IsDefined(typeof(BindingAttribute), inherit: false))
            ? assembly
            : throw Wrong(path, "it has no class with Reqnroll's attribute [Binding]");
    }

    private static Assembly LoadFile(string path)
    {
        try
        {
            return Assembly.LoadFrom(path);
        }
        catch (BadImageFormatException)
        {
            throw Wrong(path, "it is no .NET assembly");
        }
        catch (IOException exception)
        {
            throw Wrong(path, exception.Message);
        }
    }

    private static Type[] TypesOf(Assembly assembly, string path)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            throw Wrong(path, exception.LoaderExceptions.FirstOrDefault()?.Message ?? exception.Message);
        }
    }

    private static StepDefinitionException Wrong(string path, string why) =>
        new($"[config] the step assembly {path} cannot be used: {why}");
}
