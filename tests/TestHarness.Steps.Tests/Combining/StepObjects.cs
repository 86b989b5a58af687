using Reqnroll;
using TestHarness.Scenarios.Runtime;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Tests.Combining;

/// <summary>The step classes of one scenario, each made once with what its constructor asks for.</summary>
internal sealed class StepObjects
{
    private readonly Dictionary<Type, object> _objects = new()
    {
        [typeof(IReqnrollOutputHelper)] = new NoOutput(),
        [typeof(ScenarioCancellation)] = new ScenarioCancellation(CancellationToken.None),
    };

    public ScenarioWorld World => Get<ScenarioWorld>();

    public T Get<T>()
        where T : class => (T)Get(typeof(T));

    public object Get(Type type)
    {
        if (!_objects.TryGetValue(type, out var found))
        {
            var constructor = type.GetConstructors().Single();
            var arguments = constructor.GetParameters().Select(parameter => Get(parameter.ParameterType)).ToArray();
            _objects[type] = found = constructor.Invoke(arguments);
        }

        return found;
    }

    private sealed class NoOutput : IReqnrollOutputHelper
    {
        public void WriteLine(string message)
        {
        }

        public void WriteLine(string format, params object[] args)
        {
        }

        public void AddAttachment(string filePath)
        {
        }
    }
}
