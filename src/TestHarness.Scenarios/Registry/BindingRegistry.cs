using System.Collections.Immutable;
using System.Reflection;
using TestHarness.Scenarios.Expressions;

namespace TestHarness.Scenarios.Registry;

/// <summary>The steps, hooks and transformations of the classes marked [Binding].</summary>
public sealed record BindingRegistry(
    ImmutableArray<StepBinding> Steps,
    ImmutableArray<HookBinding> Hooks,
    ImmutableArray<TransformationBinding> Transformations)
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    public static BindingRegistry Discover(params IEnumerable<Assembly> assemblies) =>
        Discover(assemblies.SelectMany(a => a.GetTypes()));

    public static BindingRegistry Discover(IEnumerable<Type> types)
    {
        var methods = types
            .Where(t => t.IsClass && t.IsDefined(typeof(BindingAttribute)))
            .Where(t => !t.IsAbstract || t.IsSealed)
            .SelectMany(t => t.GetMethods(AnyMethod))
            .Where(m => m.DeclaringType != typeof(object))
            .Select(m => (Method: m, Attributes: m.GetCustomAttributes(true)))
            .Where(m => m.Attributes.Length > 0)
            .ToArray();
        ImmutableArray<TransformationBinding> transformations =
        [
            .. from m in methods
               from a in m.Attributes.OfType<StepArgumentTransformationAttribute>()
               orderby a.Order
               select new TransformationBinding(a, m.Method),
        ];
        var stepMethods = methods.Where(m => m.Attributes.OfType<StepDefinitionBaseAttribute>().Any()).ToArray();
        var enums = stepMethods.SelectMany(m => Enums(m.Method));
        var parameterTypes = new Lazy<ParameterTypes>(() => new ParameterTypes(transformations, enums));
        return new BindingRegistry(
            [
                .. from m in stepMethods
                   from a in m.Attributes.OfType<StepDefinitionBaseAttribute>()
                   select new StepBinding([.. a.Types], a.Expression, m.Method, Scopes(m.Method, []), parameterTypes),
            ],
            [
                .. from m in methods
                   from a in m.Attributes.OfType<HookAttribute>()
                   select Hook(a, m.Method),
            ],
            transformations);
    }

    private static HookBinding Hook(HookAttribute attribute, MethodInfo method)
    {
        var mayBeInstance = attribute.Type >= HookType.BeforeScenario;
        return !mayBeInstance && !method.IsStatic
            ? throw new BindingException($"{MethodName.Of(method)} is a {attribute.Type} hook, so it must be static")
            : new HookBinding(attribute.Type, attribute.Order, method, Scopes(method, attribute.Tags));
    }

    private static ImmutableArray<BindingScope> Scopes(MethodInfo method, IEnumerable<string> tags) =>
    [
        .. method.ReflectedType!.GetCustomAttributes<ScopeAttribute>()
            .Concat(method.GetCustomAttributes<ScopeAttribute>())
            .Select(s => new BindingScope(s.Tag, s.Feature, s.Scenario)),
        .. tags.Select(t => new BindingScope(t, null, null)),
    ];

    private static IEnumerable<Type> Enums(MethodInfo method) => method.GetParameters()
        .Select(p => Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType)
        .Where(t => t.IsEnum);
}
