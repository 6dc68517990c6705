using System.Text.Json.Nodes;
using Couriarr.Features.Arr.Api;
using Couriarr.Jobs;

namespace Couriarr.Features.Instances;

public enum RegistrationOutcome
{
    Created,
    Repaired,

    /// <summary>It was right already; the app was made to test it.</summary>
    Unchanged,
}

/// <param name="Changes">What was other than it should be.</param>
public sealed record Registration(RegistrationOutcome Outcome, Uri Url, IReadOnlyList<string> Changes);

/// <summary>
/// Sees to it that an app tells us what it does: makes our webhook in it, or mends the one that is there. Nothing is changed that is
/// right. Whatever it does, the app has called us once when it returns.
/// </summary>
public sealed class Registrar
{
    /// <exception cref="PermanentException">The app will not have it, or cannot reach us; with what to do.</exception>
    public async Task<Registration> RegisterAsync(ArrApi api, HookWish wish, CancellationToken ct)
    {
        await api.StatusAsync(ct);
        var hooks = new ArrHooks(api);
        var all = await hooks.AllAsync(ct);
        return HookShape.FindIn(all, wish.Instance) is { } there
            ? await MendAsync(api, hooks, there, wish, ct)
            : await CreateAsync(api, hooks, wish, ct);
    }

    private static async Task<Registration> CreateAsync(ArrApi api, ArrHooks hooks, HookWish wish, CancellationToken ct)
    {
        var hook = HookShape.Of(await hooks.TemplateAsync(ct), wish, withPassword: true, out var changes);
        Heed(api, wish, await hooks.SaveAsync(hook, ct));
        return new Registration(RegistrationOutcome.Created, wish.Url, changes);
    }

    private static async Task<Registration> MendAsync(ArrApi api, ArrHooks hooks, JsonObject there, HookWish wish, CancellationToken ct)
    {
        var hook = HookShape.Of(there, wish, withPassword: false, out var changes);
        if (changes.Count == 0)
        {
            var objection = await hooks.TestAsync(hook, ct);
            if (objection is null)
                return new Registration(RegistrationOutcome.Unchanged, wish.Url, []);
            if (HookShape.KnowsHeaders(hook) || wish.Secret is null)
                throw Refusal(api, wish, objection);
        }
        // What is not shown may be wrong as well.
        hook = HookShape.Of(there, wish, withPassword: true, out changes);
        Heed(api, wish, await hooks.SaveAsync(hook, ct));
        return new Registration(RegistrationOutcome.Repaired, wish.Url, changes);
    }

    private static void Heed(ArrApi api, HookWish wish, HookObjection? objection)
    {
        if (objection is not null)
            throw Refusal(api, wish, objection);
    }

    private static PermanentException Refusal(ArrApi api, HookWish wish, HookObjection objection) =>
        new(
            objection switch
            {
                { About: "Name" } =>
                    $"{api.Who} has a connection called {HookShape.Name} already, which is no webhook. Rename or delete it there, and try again.",
                { Words: var words } when words.Contains("[401:", StringComparison.Ordinal) =>
                    $"{api.Who} reaches {wish.Url}, but is refused there for its secret. Is that address another Couriarr?",
                { Words: var words } when words.Contains("[404:", StringComparison.Ordinal) =>
                    $"{api.Who} reaches {wish.Url}, but there is nothing. Does the address need the path that a proxy puts before it?",
                _ => $"{api.Who} does not reach us at {wish.Url}: \"{objection.Words}\". Name the address under which it sees Couriarr "
                    + $"(--url http://couriarr:8475), and let Couriarr listen there (server.bind).",
            }
        );
}
