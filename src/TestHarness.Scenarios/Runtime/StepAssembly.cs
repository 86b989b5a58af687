using System.Reflection;
using Reqnroll;

namespace TestHarness.Scenarios.Runtime;

/// <summary>An assembly of step classes that a tester has built; the assemblies that it needs are beside it.</summary>
public static class StepAssembly
{
    /// <summary>Loads the assembly.</summary>
    /// <exception cref="StepDefinitionException">The file cannot be loaded, or has no step class.</exception>
    public static Assembly Load(string path)
    {
        var assembly = LoadFile(Path.GetFullPath(path));
        return TypesOf(assembly, path).Any(type => type.IsDefined(typeof(BindingAttribute), inherit: false))
            ? assembly
            : throw Wrong(path, "the assembly has no class with Reqnroll's attribute [Binding]");
    }

    private static Assembly LoadFile(string path)
    {
        try
        {
            return Assembly.LoadFrom(path);
        }
        catch (BadImageFormatException)
        {
            throw Wrong(path, "the file is not a .NET assembly");
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

    private static StepDefinitionException Wrong(string path, string reason) =>
        new($"[config] the step assembly {path} cannot be used: {reason}");
}
