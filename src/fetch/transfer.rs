//! A transfer: from the address that is wanted along its redirects to an answer.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use ureq::Body;
use ureq::http::Response;
use ureq::http::header::{CONTENT_TYPE, ETAG, LAST_MODIFIED};

use crate::fetch::address::{Address, shown};
use crate::fetch::answer::{Answer, Page, Reach, Wanted};
use crate::fetch::body;
use crate::fetch::error::{Fault, FetchError, Trouble};
use crate::fetch::exchange::{Head, Parts, Request, ask};
use crate::fetch::halt::Halt;
use crate::fetch::limits::{Limits, Progress};
use crate::fetch::realm::Realm;
use crate::fetch::status::{Verdict, kept, verdict};

/// Fetches what is wanted.
pub(crate) fn transfer(
    parts: &Parts,
    wanted: &Wanted,
    halt: &Halt,
    progress: &mut dyn FnMut(Progress),
) -> Result<Answer, FetchError> {
    let first = Address::parse(&wanted.address)
        .map_err(|error| Trouble::failed(Fault::Address, error.to_string()).of(&wanted.address))?;
    let mut way = Way::new(first, wanted.reach);
    let deadline = Instant::now() + parts.limits.whole;
    loop {
        let time = deadline.saturating_duration_since(Instant::now());
        let step = step(parts, wanted, &mut way, time, halt, progress);
        if let Some(answer) = step.map_err(|trouble| way.blame(trouble).of(&wanted.address))? {
            return Ok(answer);
        }
    }
}

/// Asks at one place. Returns an answer, or nothing if it leads on.
fn step(
    parts: &Parts,
    wanted: &Wanted,
    way: &mut Way,
    time: Duration,
    halt: &Halt,
    progress: &mut dyn FnMut(Progress),
) -> Result<Option<Answer>, Trouble> {
    // What has moved for good is fetched whole, so that the new address is known with what is there.
    let known = way.moved.is_none().then_some(wanted);
    let request = Request {
        address: &way.here,
        reach: way.reach,
        etag: known.and_then(|wanted| wanted.etag.as_deref()),
        last_modified: known.and_then(|wanted| wanted.last_modified.as_deref()),
        time,
    };
    let Head { response, realm } = ask(parts, &request, halt)?;
    way.realm = realm;
    match verdict(response.status(), response.headers(), Timestamp::now())? {
        Verdict::Body => page(response, way, &parts.limits, progress).map(Some),
        Verdict::Unchanged if request.etag.is_some() || request.last_modified.is_some() => {
            Ok(Some(Answer::Unchanged))
        }
        Verdict::Unchanged => Err(Trouble::failed(
            Fault::Broken,
            "says that nothing has changed though nothing is known of it; try again later",
        )),
        Verdict::Redirect { location, lasting } => {
            way.follow(&location, lasting, parts.limits.redirects)?;
            Ok(None)
        }
    }
}

fn page(
    response: Response<Body>,
    way: &Way,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress),
) -> Result<Answer, Trouble> {
    let headers = response.headers();
    let mut page = Page {
        address: way.here.to_string(),
        moved: way.moved.as_ref().map(Address::to_string),
        realm: way.realm,
        media_type: kept(headers, &CONTENT_TYPE),
        etag: kept(headers, &ETAG),
        last_modified: kept(headers, &LAST_MODIFIED),
        bytes: Vec::new(),
    };
    page.bytes = body::read(response, limits, progress)?;
    Ok(Answer::Page(Box::new(page)))
}

/// The way of a transfer so far.
#[derive(Debug)]
struct Way {
    here: Address,
    reach: Reach,
    realm: Realm,
    /// Where it has moved for good: the end of the lasting redirects at the start of the way.
    moved: Option<Address>,
    redirects: u32,
    /// Whether every redirect so far was a lasting one.
    lasting: bool,
}

impl Way {
    const fn new(first: Address, reach: Reach) -> Self {
        Self { here: first, reach, realm: Realm::Public, moved: None, redirects: 0, lasting: true }
    }

    fn follow(&mut self, location: &str, lasting: bool, most: u32) -> Result<(), Trouble> {
        if self.redirects >= most {
            return Err(Trouble::failed(
                Fault::Redirect,
                format!("leads on more than {most} times; open it in a browser"),
            ));
        }
        let next = self.here.join(location).map_err(|error| {
            let reason = format!("leads to {}, which {error}", shown(location));
            Trouble::failed(Fault::Redirect, reason)
        })?;
        if self.here.is_secure() && !next.is_secure() {
            // Who listens on the way could have written all that follows.
            let reason = format!(
                "leads from https to {}, which is not encrypted; give that address itself if it is meant",
                shown(next.as_str())
            );
            return Err(Trouble::failed(Fault::Redirect, reason));
        }
        if self.realm == Realm::Public {
            self.reach = Reach::PublicOnly;
        }
        self.lasting &= lasting;
        if self.lasting {
            self.moved = Some(next.clone());
        }
        self.here = next;
        self.redirects += 1;
        Ok(())
    }

    /// Names the place where it went wrong, if it is not where the way began.
    fn blame(&self, trouble: Trouble) -> Trouble {
        match trouble {
            Trouble::Failed(fault, reason) if self.redirects > 0 => Trouble::Failed(
                fault,
                format!("leads to {}, which {reason}", shown(self.here.as_str())),
            ),
            other => other,
        }
    }
}
